"""Pages of the public site: certificates."""

urlpatterns = []
