"""Pages of the desk: services."""

urlpatterns = []
