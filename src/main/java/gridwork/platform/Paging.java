package gridwork.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where a page of a long list stands, for {@code parts :: paging}.
 *
 * @param total rows in all
 * @param from first row shown, from 0
 * @param size rows a page
 * @param address of this page with its query; the row to start from is its parameter {@code from}
 */
public record Paging(long total, int from, int size, String address) {
    public long first() {
        return total == 0 ? 0 : from + 1L;
    }

    public long last() {
        return Math.min(total, (long) from + size);
    }

    public long at() {
        return from / size + 1L;
    }

    public long pages() {
        return Math.max(1, (total + size - 1) / size);
    }

    public @Nullable String previous() {
        return from == 0 ? null : startingAt(Math.max(0, from - size));
    }

    public @Nullable String next() {
        return last() >= total ? null : startingAt(from + size);
    }

    private String startingAt(int row) {
        return UriComponentsBuilder.fromUriString(address)
                .replaceQueryParam("from", row)
                .build()
                .toUriString();
    }
}
