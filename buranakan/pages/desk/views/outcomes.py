"""Pages of the desk: outcomes."""

urlpatterns = []
