"""Pages of the portal: follow-ups."""

urlpatterns = []
