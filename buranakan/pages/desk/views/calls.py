"""Pages of the desk: calls."""

urlpatterns = []
