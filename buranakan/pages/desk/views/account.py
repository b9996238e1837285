"""Pages of the desk: account."""

urlpatterns = []
