"""What is sent to Wagtail's own screens of pages, pictures and documents, as in posts_orders."""

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from .desk import file_named, png

PROMISE = {"icon": "truck", "heading": "Sent today", "text": ""}
BODY = nested_form_data(
    {
        "body": streamfield([("promises", {"promises": streamfield([("item", PROMISE)])})]),
        "comments": inline_formset([]),
    }
)

POSTS: list[tuple[str, dict[str, Any]]] = [
    ("pages/{home.pk}/edit/", {**BODY, "title": "Welcome", "action-publish": "action-publish"}),
    ("pages/{about.pk}/edit/", {**BODY, "title": "About all of us", "slug": "about"}),
    ("pages/add/pages/shoppage/{home.pk}/", {**BODY, "title": "Care", "slug": "care"}),
    ("pages/{about.pk}/unpublish/", {}),
    ("pages/{about.pk}/delete/", {}),
    ("pages/{about.pk}/copy/", {"new_title": "Again", "new_slug": "again", "new_parent_page": "{home.pk}"}),
    ("pages/{news.pk}/set_position/?position=0", {}),
    ("pages/{planned.pk}/revisions/{plan.pk}/unschedule/", {}),
    ("pages/{about.pk}/lock/", {}),
    ("pages/{home_en.pk}/unlock/", {}),
    ("images/add/", {"title": "B", "file": lambda: file_named("b.png", png())}),
    ("images/{image.pk}/", {"title": "Better"}),
    ("images/{image.pk}/delete/", {}),
    ("images/chooser/create/", {"image-chooser-upload-title": "B", "image-chooser-upload-file": lambda: file_named("b.png", png())}),
    ("images/multiple/add/", {"title": "B", "files[]": lambda: file_named("b.png", png())}),
    ("images/multiple/{image.pk}/", {"image-{image.pk}-title": "Better"}),
    ("images/multiple/{image.pk}/delete/", {}),
    ("bulk/wagtailcore/page/unpublish/?id={about.pk}", {}),
    ("bulk/wagtailcore/page/delete/?id={about.pk}", {}),
    ("bulk/media/shopimage/delete/?id={image.pk}", {}),
]  # fmt: skip

LOOKS = "only looks"
LEADS_ON = "leads on to a form; changes nothing"
NOT_USED = "no form of ours leads there, and it finds nothing"
REASONS: dict[str, str] = {
    **dict.fromkeys(
        (
            *("choose-anchor-link/", "choose-email-link/", "choose-external-link/"),
            *("choose-phone-link/", "images/chooser/<int:image_id>/select_format/"),
        ),
        "gives a link or a picture to the text that is being written",
    ),
    "choose-product/create/": "products are chosen there, not made: it has no form",
    "editing-sessions/ping/<str:app_label>/<str:model_name>/<str:object_id>/<int:session_id>/": "who else is writing",
    "editing-sessions/release/<int:session_id>/": "who else is writing",
    **dict.fromkeys(
        (
            *("pages/", "pages/search/", "pages/search/results/", "pages/<int:parent_page_id>/"),
            *("pages/<int:parent_page_id>/results/", "pages/<int:page_id>/edit/preview/"),
            *("pages/<int:page_id>/history/", "pages/<int:page_id>/history/results/"),
            *("pages/<int:page_id>/usage/", "pages/<int:page_id>/view_draft/"),
            "pages/<int:page_id>/revisions/<int:revision_id>/view/",
            "pages/add/<slug:content_type_app_name>/<slug:content_type_model_name>/<int:parent_page_id>/preview/",
            "pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/",
            "pages/usage/<slug:content_type_app_name>/<slug:content_type_model_name>/results/",
        ),
        LOOKS,
    ),
    **dict.fromkeys(
        (
            "pages/<int:page_id>/revisions/<int:revision_id>/revert/",
            "pages/<int:page_to_move_id>/move/",
            "pages/<int:parent_page_id>/add_subpage/",
            "pages/create/<slug:app_label>/<slug:model_name>",
        ),
        LEADS_ON,
    ),
    **dict.fromkeys(
        (
            "images/multiple/create_from_uploaded_image/<int:uploaded_file_id>/",
            "images/multiple/delete_upload/<int:uploaded_file_id>/",
            "pages/<int:page_id>/convert_alias/",
        ),
        NOT_USED,
    ),
    **dict.fromkeys(
        (
            "pages/<int:page_id>/workflow_history/",
            "pages/<int:page_id>/workflow_history/detail/<int:workflow_state_id>/",
            "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
            "pages/workflow/collect_action_data/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
            "pages/workflow/confirm_cancellation/<int:page_id>/",
            "pages/workflow/preview/<int:page_id>/<int:task_id>/",
        ),
        "workflows are off",
    ),
    "pages/<int:page_id>/privacy/": "no page can be private: it changes nothing",
    "pages/<int:page_to_move_id>/move/<int:destination_id>/confirm/": "refused: a page stays in its language",
    "logout/": "signing out",
}
