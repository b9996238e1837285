"""Pages of the desk: money."""

urlpatterns = []
