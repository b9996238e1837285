"""Routes of the public site."""

from buranakan.pages.public.views import about, certificates, figures, front, open_data, promises, provinces
from buranakan.pages.ui import views as frame

app_name = "public"

urlpatterns = [
    *front.urlpatterns,
    *promises.urlpatterns,
    *figures.urlpatterns,
    *provinces.urlpatterns,
    *certificates.urlpatterns,
    *open_data.urlpatterns,
    *about.urlpatterns,
    *frame.urlpatterns,  # the appearance switch of every page, and the gallery
]
