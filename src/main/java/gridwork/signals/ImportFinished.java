package gridwork.signals;

/** An uploaded file was worked off in the background, outside any transaction: decisions may follow. */
public record ImportFinished(ImportRun run) {}
