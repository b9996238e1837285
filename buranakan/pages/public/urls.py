"""Routes of the public site."""

from buranakan.pages.public.views import front

app_name = "public"

urlpatterns = [*front.urlpatterns]
