package gridwork.platform.outgoing;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Mail by SMTP. That the server took it is all that is known of it. */
@Component
@Order(4)
class MailChannel implements Channel {
    private static final String CONNECT_MS = "3000";
    private static final String ANSWER_MS = "8000";
    private final OutgoingSettings settings;
    private final Addresses addresses;
    private final JavaMailSenderImpl sender;

    MailChannel(OutgoingSettings settings, Addresses addresses) {
        this.settings = settings;
        this.addresses = addresses;
        this.sender = sender(settings.mail());
    }

    private static JavaMailSenderImpl sender(OutgoingSettings.Mail mail) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setDefaultEncoding(StandardCharsets.UTF_8.name());
        Properties how = sender.getJavaMailProperties();
        how.setProperty("mail.smtp.connectiontimeout", CONNECT_MS);
        how.setProperty("mail.smtp.timeout", ANSWER_MS);
        how.setProperty("mail.smtp.writetimeout", ANSWER_MS);
        if (mail.tls()) {
            how.setProperty("mail.smtp.starttls.required", "true");
            how.setProperty("mail.smtp.starttls.enable", "true");
            how.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        }
        if (!mail.user().isBlank()) {
            sender.setUsername(mail.user());
            sender.setPassword(mail.password());
            how.setProperty("mail.smtp.auth", "true");
        }
        return sender;
    }

    @Override
    public String id() {
        return MAIL;
    }

    @Override
    public boolean isSetUp() {
        return settings.mail().isSetUp();
    }

    @Override
    public boolean reaches(String receiver) {
        return isSetUp() && addresses.mail(receiver).isPresent();
    }

    @Override
    public Answer send(Message message) {
        return addresses.mail(message.receiver()).map(to -> send(message, to)).orElseGet(Answer.NoAddress::new);
    }

    private Answer send(Message message, String to) {
        String id = "<" + message.key().replaceAll("[^A-Za-z0-9.@-]", ".").replace("@", ".at.") + "@gridwork>";
        try {
            MimeMessage mail = new WithId(sender, id);
            var written = new MimeMessageHelper(mail, StandardCharsets.UTF_8.name());
            written.setFrom(settings.mail().from());
            written.setTo(to);
            written.setSentDate(Date.from(message.made()));
            written.setSubject(Masked.numbers(
                    settings.english() ? message.title().en() : message.title().zh()));
            written.setText(text(message));
            sender.send(mail);
            return new Answer.Accepted(id, "");
        } catch (MailSendException failure) {
            return isRefused(failure)
                    ? new Answer.Refused("the address was refused")
                    : new Answer.Down(failure.getClass().getSimpleName());
        } catch (MailException | MessagingException failure) {
            return new Answer.Down(failure.getClass().getSimpleName());
        }
    }

    private String text(Message message) {
        String first = settings.english() ? message.text().en() : message.text().zh();
        String second =
                settings.english() ? message.text().zh() : message.text().en();
        return Masked.numbers(first) + "\n" + Masked.numbers(second) + "\n" + settings.page(message.link());
    }

    /** The server was there and did not want this address; anything else is tried again. */
    private static boolean isRefused(MailSendException failure) {
        return Arrays.stream(failure.getMessageExceptions())
                .filter(SendFailedException.class::isInstance)
                .map(each -> ((SendFailedException) each).getInvalidAddresses())
                .anyMatch(each -> each != null && each.length > 0);
    }

    /** Keeps its number as it is saved: the receiver knows by it what it has had. */
    private static final class WithId extends MimeMessage {
        private final @Nullable String id;

        WithId(JavaMailSenderImpl sender, String id) {
            super(sender.getSession());
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
