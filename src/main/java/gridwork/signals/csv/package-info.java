/** Files of rows: looked through once (encoding, size, SHA-256), then read as a stream, row by row, by a mapping. */
@org.jspecify.annotations.NullMarked
package gridwork.signals.csv;
