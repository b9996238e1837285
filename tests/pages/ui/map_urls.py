"""One route for provinces, for tests of the map."""

from django.urls import path

urlpatterns = [path("p/<str:code>/", lambda request, code: None, name="province")]
