"""Pages of the desk: home."""

urlpatterns = []
