"""Pages of the desk: register."""

urlpatterns = []
