"""Pages of the desk: plans."""

urlpatterns = []
