"""Pages of the portal: applications."""

urlpatterns = []
