from django.urls import path

from . import acts, payment, views

app_name = "drafts"
_DRAFT = "drafts/<str:reference>/"
urlpatterns = [
    path("drafts/", views.DraftList.as_view(), name="list"),
    path("drafts/new/", views.StartScreen.as_view(), name="new"),
    path(_DRAFT, views.DraftScreen.as_view(), name="draft"),
    path(f"{_DRAFT}goods/", acts.AddGoods.as_view(), name="goods"),
    path(f"{_DRAFT}goods/<int:variant_id>/", acts.SetQuantity.as_view(), name="line"),
    path(f"{_DRAFT}goods/<int:variant_id>/price/", acts.AgreePrice.as_view(), name="price"),
    path(f"{_DRAFT}discount/", acts.GiveDiscount.as_view(), name="discount"),
    path(f"{_DRAFT}customer/", acts.ChooseCustomer.as_view(), name="customer"),
    path(f"{_DRAFT}customer/new/", acts.NewCustomer.as_view(), name="customer_new"),
    path(f"{_DRAFT}address/", acts.SendTo.as_view(), name="address"),
    path(f"{_DRAFT}terms/", acts.ChangeTerms.as_view(), name="terms"),
    path(f"{_DRAFT}renewal/", acts.TakeUpAgain.as_view(), name="renewal"),
    path(f"{_DRAFT}removal/", acts.Discard.as_view(), name="removal"),
    path(f"{_DRAFT}order/", acts.Place.as_view(), name="order"),
    path("orders/<str:number>/payment-link/mail/", payment.mail_link, name="mail_link"),
    path("orders/<str:number>/money/", payment.TakePayment.as_view(), name="take_payment"),
]
