package gridwork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.util.FileSystemUtils;

/**
 * A real browser at the program's pages: {@code try (var browser = Browser.at(port)) { browser.signIn("inspector1"); … }}.
 * Where no Chromium is installed the test that asks for it is skipped with a message.
 */
public final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of(System.getProperty("gridwork.test.chromium", "/usr/bin/chromium"));
    private static final Path DRIVER =
            Path.of(System.getProperty("gridwork.test.chromedriver", "/usr/bin/chromedriver"));
    private static final Path AXE = Path.of("src", "main", "web", "node_modules", "axe-core", "axe.min.js");
    private final ChromeDriver driver;
    private final String address;
    private final Path profile;

    private Browser(ChromeDriver driver, String address, Path profile) {
        this.driver = driver;
        this.address = address;
        this.profile = profile;
    }

    public static Browser at(int port) {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "no Chromium here (Debian: apt-get install chromium chromium-driver): what a browser shows is not tested");
        try {
            Path profile = Files.createTempDirectory("gridwork-browser");
            var logs = new LoggingPreferences();
            logs.enable(LogType.BROWSER, Level.ALL);
            var options = new ChromeOptions();
            options.setBinary(CHROMIUM.toString());
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--hide-scrollbars",
                    "--lang=zh-CN",
                    "--user-data-dir=" + profile);
            options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "zh-CN,zh"));
            options.setCapability("goog:loggingPrefs", logs);
            var service = new ChromeDriverService.Builder()
                    .usingDriverExecutable(DRIVER.toFile())
                    .build();
            var driver = new ChromeDriver(service, options);
            driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60));
            return new Browser(driver, "http://127.0.0.1:" + port, profile).wide();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A desk: 1280 × 800. */
    public Browser wide() {
        return size(1280, 800, 1, false);
    }

    /** A phone: 360 × 740. */
    public Browser phone() {
        return size(360, 740, 2, true);
    }

    private Browser size(int width, int height, int scale, boolean mobile) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", mobile));
        return this;
    }

    public Browser open(String path) {
        driver.get(address + path);
        return this;
    }

    /** Signs in by the page; in the demonstration and in tests the password is the name. */
    public Browser signIn(String name) {
        return signIn(name, name);
    }

    public Browser signIn(String name, String password) {
        driver.manage().deleteCookieNamed("JSESSIONID");
        open("/login");
        driver.findElement(By.name("username")).sendKeys(name);
        driver.findElement(By.name("password")).sendKeys(password);
        driver.findElement(By.cssSelector("main form [type=submit]")).click();
        new WebDriverWait(driver, Duration.ofSeconds(30)).until(d -> !path().startsWith("/login"));
        return this;
    }

    /** {@code zh} or {@code en}, remembered by a cookie. */
    public Browser language(String language) {
        return open("/login?lang=" + language);
    }

    public WebElement find(String css) {
        return new WebDriverWait(driver, Duration.ofSeconds(20)).until(d -> d.findElement(By.cssSelector(css)));
    }

    /** Found and scrolled to where no bar at the window's edge lies over it. */
    public WebElement toTheMiddle(String css) {
        WebElement found = find(css);
        run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", found);
        return found;
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits until the page shows a text. */
    public Browser until(String text) {
        new WebDriverWait(driver, Duration.ofSeconds(30)).until(d -> text().contains(text));
        return this;
    }

    /** Waits until what happened in the page has reached the program. */
    public Browser waitUntil(BooleanSupplier condition) {
        new WebDriverWait(driver, Duration.ofSeconds(20), Duration.ofMillis(100)).until(d -> condition.getAsBoolean());
        return this;
    }

    public String text() {
        return String.valueOf((Object) driver.executeScript("return document.body.innerText"));
    }

    public String title() {
        return String.valueOf(driver.getTitle());
    }

    public String path() {
        return String.valueOf(driver.getCurrentUrl()).substring(address.length());
    }

    public Object run(String script, Object... arguments) {
        return java.util.Objects.requireNonNullElse(driver.executeScript(script, arguments), "");
    }

    /** A key, to whatever has the focus. */
    public Browser press(Keys key) {
        focused().sendKeys(key);
        return this;
    }

    public WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** How many CSS pixels the page is wider than its window; 0 = fits. */
    public long overflow() {
        return ((Number) run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .longValue();
    }

    /** Errors and violations of the content security policy since the last call, without missing favicons of others. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(Object::toString)
                .toList();
    }

    /** Whether the build laid axe-core where {@link #barriers} finds it: it does so unless browser modules are left out. */
    public static boolean seesBarriers() {
        return Files.isReadable(AXE);
    }

    /**
     * What would keep people out who read with a screen reader, a keyboard or weak eyes, as axe-core finds it with every
     * {@code details} open: contrast, names, landmarks, headings. Each with its rule, its element and why.
     */
    public List<String> barriers() {
        try {
            run(Files.readString(AXE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return ((List<?>) Objects.requireNonNull(driver.executeAsyncScript("""
                                const done = arguments[arguments.length - 1];
                                document.querySelectorAll('details').forEach(each => each.open = true);
                                axe.run(document, {resultTypes: ['violations']}).then(found => done(found.violations.flatMap(rule =>
                                  rule.nodes.map(node => rule.id + ' at ' + node.target + ': ' + node.failureSummary))))""")))
                .stream().map(String::valueOf).toList();
    }

    /** Inputs that a screen reader could not name. */
    public List<String> unlabelled() {
        return ((List<?>) run("""
                                return [...document.querySelectorAll('input:not([type=hidden]):not([type=submit]), select, textarea')]
                                  .filter(e => e.checkVisibility() && !e.labels?.length && !e.getAttribute('aria-label') && !e.getAttribute('aria-labelledby'))
                                  .map(e => e.outerHTML)""")).stream().map(String::valueOf).toList();
    }

    /** Chinese sentences of the house itself: master data and what people wrote stand in elements with a language or a mark of their own. */
    public List<String> chinese() {
        return ((List<?>) run("""
                                const found = [];
                                const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                                for (let n = walk.nextNode(); n; n = walk.nextNode()) {
                                  if (/\\p{Script=Han}/u.test(n.data) && n.parentElement.checkVisibility() && !n.parentElement.closest('[lang=zh-CN], [translate=no]'))
                                    found.push(n.data.trim());
                                }
                                return found""")).stream().map(String::valueOf).toList();
    }

    /** The whole page as {@code target/screenshots/<name>.png}. */
    public Path screenshot(String name) {
        try {
            Path file = Path.of("target", "screenshots", name + ".png");
            Files.createDirectories(file.getParent());
            var taken = driver.executeCdpCommand(
                    "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
            Files.write(
                    file,
                    java.util.Base64.getDecoder()
                            .decode(java.util.Objects.requireNonNull(taken.get("data"))
                                    .toString()));
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What the window shows as {@code target/screenshots/<name>.png}. */
    public Path screenshotOfWindow(String name) {
        try {
            Path file = Path.of("target", "screenshots", name + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        driver.quit();
        try {
            FileSystemUtils.deleteRecursively(profile);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
