package io.medianest.local.journey;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser: the Chromium of the system, without a window. */
final class WebBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEIGHT = 900;

    private static final String LEAST_CONTRAST = """
            const numbers = text => text.match(/[0-9.]+/g).map(Number);
            const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
                .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
                .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
            const behind = element => {
                for (let e = element; e; e = e.parentElement) {
                    const color = numbers(getComputedStyle(e).backgroundColor);
                    if (color.length === 3 || color[3] === 1) return color;
                }
                throw new Error('nothing is behind ' + element.outerHTML);
            };
            return Math.min(...[...document.body.querySelectorAll('*')]
                .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
                .map(e => [light(numbers(getComputedStyle(e).color)), light(behind(e))])
                .map(pair => (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)));
            """;

    private final ChromeDriver driver;

    private WebBrowser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts one; empty where there is no Chromium. */
    static Optional<WebBrowser> start() {
        if (!Files.isExecutable(CHROMIUM) || !Files.isExecutable(DRIVER)) {
            return Optional.empty();
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        // Root has no sandbox of its own, and containers little shared memory.
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return Optional.of(new WebBrowser(new ChromeDriver(service, options)));
    }

    /** Shows a page in a window of this width. */
    void open(URI address, int width) {
        // A window itself is never narrower than 500.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", false));
        // A page that differs from the one before by what stands behind the # alone would not be loaded again.
        driver.get("about:blank");
        driver.get(address.toString());
    }

    /** From now on pages are told that light or dark is preferred. */
    void prefers(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** The whole page as a picture. */
    BufferedImage picture() {
        Object height = driver.executeScript("return document.documentElement.scrollHeight");
        Map<String, Object> shot = driver.executeCdpCommand(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of(
                                "x",
                                0,
                                "y",
                                0,
                                "scale",
                                1,
                                "width",
                                driver.executeScript("return window.innerWidth"),
                                "height",
                                height)));
        try {
            return ImageIO.read(new ByteArrayInputStream(
                    Base64.getDecoder().decode(shot.get("data").toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The least contrast of any text on the page with what is behind it, as WCAG counts it. */
    double leastContrast() {
        return ((Number) Objects.requireNonNull(driver.executeScript(LEAST_CONTRAST))).doubleValue();
    }

    /** What the page's own rules, or missing parts, have made the browser complain about. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** The text that can be seen. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** What the address bar shows. */
    String address() {
        return driver.getCurrentUrl();
    }

    /** Whether the page fits into the window without being moved sideways. */
    boolean fits() {
        return Boolean.TRUE.equals(
                driver.executeScript("return document.documentElement.scrollWidth <= window.innerWidth"));
    }

    /** Whether something can be seen. */
    boolean shows(String selector) {
        return driver.findElement(By.cssSelector(selector)).isDisplayed();
    }

    /** Types into a field, in the place of what is there. */
    void type(String selector, String text) {
        WebElement field = driver.findElement(By.cssSelector(selector));
        field.clear();
        field.sendKeys(text);
    }

    /** Presses the page's button, and returns what the page says then. */
    String press() {
        driver.findElement(By.cssSelector("button")).click();
        WebElement status = driver.findElement(By.cssSelector("[role=status]"));
        return new WebDriverWait(driver, PATIENCE)
                .until(page -> status.getText().isEmpty() ? null : status.getText());
    }

    @Override
    public void close() {
        driver.quit();
    }
}
