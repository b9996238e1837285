"""Pages of the desk: trail."""

urlpatterns = []
