package gridwork.platform;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the running transaction has in mind; forgotten with it, however it ends. Another one within it has its own. */
public final class OfTransaction<T> {
    private final Supplier<? extends T> first;

    public OfTransaction(Supplier<? extends T> first) {
        this.first = first;
    }

    /** Empty where nothing was kept so far, and outside of transactions. */
    @SuppressWarnings("unchecked") // bound by us, under ourselves
    public Optional<T> there() {
        return Optional.ofNullable((T) TransactionSynchronizationManager.getResource(this));
    }

    /** Whether there is a transaction to keep it. */
    public boolean isKept() {
        return TransactionSynchronizationManager.isSynchronizationActive();
    }

    public T get() {
        return there().orElseGet(this::begun);
    }

    private T begun() {
        T kept = first.get();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResource(OfTransaction.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(OfTransaction.this, kept);
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(OfTransaction.this);
            }
        });
        TransactionSynchronizationManager.bindResource(this, kept);
        return kept;
    }
}
