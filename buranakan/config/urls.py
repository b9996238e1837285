"""All routes: the public site, the portal, the desk, and the few doors of login that we open."""

from allauth.account import views as account
from allauth.usersessions import views as sessions
from django.urls import include, path
from django.views.i18n import set_language

from buranakan.pages.gate import open_page, signed_in

urlpatterns = [
    path("", include("buranakan.pages.public.urls")),
    path("", include("buranakan.pages.portal.urls")),
    path("desk/", include("buranakan.pages.desk.urls")),
    path("language/", open_page(set_language), name="set_language"),
    path("accounts/login/", open_page(account.login), name="account_login"),
    path("accounts/logout/", open_page(account.logout), name="account_logout"),
    path("accounts/password/", signed_in(account.password_change), name="account_change_password"),
    path("accounts/inactive/", open_page(account.account_inactive), name="account_inactive"),
    path("accounts/sessions/", signed_in(sessions.list_usersessions), name="usersessions_list"),
]

handler400 = "buranakan.pages.ui.errors.bad_request"
handler403 = "buranakan.pages.ui.errors.forbidden"
handler404 = "buranakan.pages.ui.errors.not_found"
handler500 = "buranakan.pages.ui.errors.server_error"
