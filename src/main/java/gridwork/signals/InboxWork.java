package gridwork.signals;

import gridwork.platform.BackgroundWork;

/** Works off what has come in. */
public interface InboxWork extends BackgroundWork {}
