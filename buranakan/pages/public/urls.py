"""Routes of the public site."""

from buranakan.pages.public.views import front
from buranakan.pages.ui import views as frame

app_name = "public"

urlpatterns = [*front.urlpatterns, *frame.urlpatterns]
