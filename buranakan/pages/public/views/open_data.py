"""Pages of the public site: open data."""

urlpatterns = []
