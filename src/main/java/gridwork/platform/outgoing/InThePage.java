package gridwork.platform.outgoing;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What is in the queue is what the pages show; only what is to come later passes here, and what nobody is there to read. */
@Component
@Order(1)
class InThePage implements Channel {
    @Override
    public String id() {
        return PAGE;
    }

    @Override
    public boolean isSetUp() {
        return true;
    }

    @Override
    public boolean reaches(String receiver) {
        return !receiver.contains("@");
    }

    @Override
    public Answer send(Message message) {
        return reaches(message.receiver()) ? new Answer.Accepted("", "") : new Answer.NoAddress();
    }
}
