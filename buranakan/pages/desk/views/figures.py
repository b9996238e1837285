"""Pages of the desk: figures."""

urlpatterns = []
