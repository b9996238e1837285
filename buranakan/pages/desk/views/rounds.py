"""Pages of the desk: rounds."""

urlpatterns = []
