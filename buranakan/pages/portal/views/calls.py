"""Pages of the portal: calls."""

urlpatterns = []
