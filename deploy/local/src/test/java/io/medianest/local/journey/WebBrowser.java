package io.medianest.local.journey;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A real browser: the Chromium of the system, without a window. */
final class WebBrowser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int HEIGHT = 900;

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
