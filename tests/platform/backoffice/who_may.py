"""Who may open each address of the back office, said out loud. A new screen gets a line here.

O owner, M manager, C order clerk, D designer, S support; - nobody; * everybody; = open without signing in.
Two words: who may look and who may send, where they differ.
"""

OWN = {
    "": "*",
    "account/": "*",
    "jsi18n/": "=",
    "language/": "=",
    "login/": "=",
    "handoff/": "=",
    "media/<path:path>": "=",
    "view-shop/": "*",
    # design
    "design/": "OMD",
    "design/home/<str:language>/": "OMD",
    "design/look/": "OMD",
    # products
    "products/": "* OM",
    "products/new/": "OM",
    "products/<int:pk>/": "OM",
    "products/categories/": "*",
    "products/categories/new/": "OM",
    "products/categories/order/": "OM",
    "products/categories/<int:pk>/": "OM",
    "products/categories/<int:pk>/removal/": "OM",
    "products/imports/": "OM",
    "products/imports/sample.csv": "OM",
    "products/imports/<int:pk>/": "OM",
    "products/imports/<int:pk>/progress/": "OM",
    "products/export/products.csv": "*",
    # orders
    "orders/": "OMCS",
    "orders/<str:number>/": "OMCS",
    "orders/<str:number>/cancellation/": "OMC",
    "orders/<str:number>/parcels/new/": "OMC",
    "orders/<str:number>/payments/<int:payment_id>/confirmation/": "OMC",
    "orders/<str:number>/refunds/<int:refund_id>/confirmation/": "OMC",
    "orders/<str:number>/refunds/new/": "OMC",
    "orders/<str:number>/refunds/preview/": "OMC",
    # members
    "members/": "OMCS",
    "members/<str:number>/": "OMCS",
    "members/<str:number>/points/": "OM",
    # settings
    "settings/": "OM",
    "settings/shop/": "O",
    "settings/payments/": "O",
    "settings/taxes/": "OM",
    "settings/orders/": "OM",
    "settings/shipping/": "OM",
    "settings/points/": "OM",
    "settings/staff/": "O",
    "settings/staff/roles/": "O",
    "settings/staff/rules/": "O",
    "settings/staff/invitations/new/": "O",
    "settings/staff/invitations/<int:pk>/mail/": "O",
    "settings/staff/invitations/<int:pk>/revocation/": "O",
    "settings/staff/<int:pk>/": "O",
    "settings/staff/<int:pk>/role/": "O",
    "settings/staff/<int:pk>/sign-out/": "O",
    "settings/staff/<int:pk>/removal/": "O",
    "settings/staff/<int:pk>/ownership/": "O",
}

# what Wagtail answers, by how the address begins
WAGTAILS = {
    "api/": "OMD",
    "block-preview/": "OMD",
    "bulk/": "OMD",
    "choose-": "OMD",
    "documents/": "OMD",
    "editing-sessions/": "OMD",
    "images/": "OMD",
    "pages/": "OMD",
    "tag-autocomplete/": "OMD",
    "dismissibles/": "*",
    "sprite/": "=",
    "settings/<slug:app_name>/": "-",
    **dict.fromkeys(
        (
            "collections/",
            "embeds/",
            "failwhale/",
            "groups/",
            "password_reset/",
            "reports/",
            "sites/",
            "snippets/",
            "test404/",
            "users/",
            "workflows/",
        ),
        "-",
    ),
}
NOT_ASKED = ("logout/",)  # ends the session that asks
