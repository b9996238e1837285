"""Pages of the desk: imports."""

urlpatterns = []
