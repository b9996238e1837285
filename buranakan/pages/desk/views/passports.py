"""Pages of the desk: passports."""

urlpatterns = []
