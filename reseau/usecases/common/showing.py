"""Who may be shown, and the error that says somebody may not."""

from reseau.errors import ExitCode, ReseauError
from reseau.i18n import N_


class HiddenActorError(ReseauError):
    """An actor may not be shown."""

    message = N_("{name} may not be shown: “reseau actor show” tells their diffusion.")
    exit_code = ExitCode.PRIVACY
