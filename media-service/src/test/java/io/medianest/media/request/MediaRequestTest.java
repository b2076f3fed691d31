package io.medianest.media.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.medianest.media.request.Actor.Source;
import io.medianest.media.title.MediaKind;
import io.medianest.media.title.Title;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The life of a request, without any framework. */
class MediaRequestTest {
    private static final Actor MODERATOR = Actor.user(UUID.randomUUID());
    private static final Actor OVERSEERR = Actor.of(Source.OVERSEERR);
    private static final List<Change> CHANGES = List.of(
            new Change.Approve(null),
            new Change.Decline("no"),
            new Change.Cancel(),
            new Change.Taken("7"),
            new Change.Watchable(Set.of()),
            new Change.Complete(),
            new Change.Fail(FailureReason.ERROR, "broken"),
            new Change.Retry(),
            new Change.Archive());

    /** Every status with the changes that lead there, and what each further change makes of it; the rest is refused. */
    static Stream<Arguments> life() {
        Change approve = new Change.Approve(null);
        Change taken = new Change.Taken("7");
        Change watchable = new Change.Watchable(Set.of());
        Change complete = new Change.Complete();
        Change error = new Change.Fail(FailureReason.ERROR, "broken");
        Change archive = new Change.Archive();
        return Stream.of(
                Arguments.of(List.of(), Map.of("Approve", "approved", "Decline", "failed", "Cancel", "failed")),
                Arguments.of(List.of(approve), Map.of("Taken", "processing", "Fail", "failed")),
                Arguments.of(List.of(approve, taken), Map.of("Watchable", "available", "Fail", "failed")),
                Arguments.of(List.of(approve, taken, watchable), Map.of("Complete", "completed")),
                Arguments.of(List.of(approve, taken, watchable, complete), Map.of("Archive", "archived")),
                Arguments.of(List.of(new Change.Decline(null)), Map.of("Archive", "archived")),
                Arguments.of(List.of(new Change.Cancel()), Map.of("Archive", "archived")),
                Arguments.of(List.of(approve, error), Map.of("Archive", "archived", "Retry", "approved")),
                Arguments.of(List.of(approve, taken, error), Map.of("Archive", "archived", "Retry", "approved")),
                Arguments.of(List.of(approve, error, archive), Map.of()),
                Arguments.of(List.of(approve, taken, watchable, complete, archive), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("life")
    void everyStepIsEitherTakenOrRefused(List<Change> soFar, Map<String, String> possible) {
        for (Change change : CHANGES) {
            MediaRequest request = film();
            soFar.forEach(step -> request.apply(step, MODERATOR));
            MediaRequestStatus before = request.status();
            String expected = possible.get(change.getClass().getSimpleName());
            if (expected == null) {
                assertThatThrownBy(() -> request.apply(change, MODERATOR))
                        .as("%s at %s", change, before)
                        .isInstanceOf(InvalidTransitionException.class);
                assertThat(request.status()).isEqualTo(before);
            } else {
                request.apply(change, MODERATOR);
                assertThat(request.status().wireName())
                        .as("%s at %s", change, before)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void seasonsFollowAndBecomeWatchableOneByOne() {
        MediaRequest request = series(1, 2);
        request.apply(new Change.Approve(null), MODERATOR);
        request.apply(new Change.Taken("7"), OVERSEERR);
        assertThat(request.seasons())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(1, MediaRequestStatus.PROCESSING, 2, MediaRequestStatus.PROCESSING));

        request.apply(new Change.Watchable(Set.of(2, 9)), OVERSEERR);
        assertThat(request.status()).isEqualTo(MediaRequestStatus.AVAILABLE);
        assertThat(request.watchableSeasons()).containsExactly(2);
        assertThat(request.isFinished()).isFalse();

        request.apply(new Change.Watchable(Set.of(1, 2)), OVERSEERR);
        assertThat(request.watchableSeasons()).containsExactly(1, 2);
        assertThat(request.isFinished()).isTrue();

        request.apply(new Change.Complete(), OVERSEERR);
        assertThat(request.seasons().values()).containsOnly(MediaRequestStatus.COMPLETED);
    }

    @Test
    void aSeriesIsNotWatchableByNothingNew() {
        MediaRequest request = series(1, 2);
        request.apply(new Change.Approve(null), MODERATOR);
        request.apply(new Change.Taken("7"), OVERSEERR);
        assertThatThrownBy(() -> request.apply(new Change.Watchable(Set.of(3)), OVERSEERR))
                .isInstanceOf(InvalidTransitionException.class);
        request.apply(new Change.Watchable(Set.of(1)), OVERSEERR);
        assertThatThrownBy(() -> request.apply(new Change.Watchable(Set.of(1)), OVERSEERR))
                .isInstanceOf(InvalidTransitionException.class);
    }

    @Test
    void aRetryForgetsWhyItFailed() {
        MediaRequest request = film();
        request.apply(new Change.Approve(null), MODERATOR);
        request.apply(new Change.Fail(FailureReason.ERROR, "no account"), OVERSEERR);
        assertThat(request.failureReason()).isEqualTo(FailureReason.ERROR);
        request.apply(new Change.Retry(), MODERATOR);
        assertThat(request.failureReason()).isNull();
    }

    @Test
    void archivedIsNotFailedOrCompletedAgain() {
        MediaRequest request = film();
        request.apply(new Change.Decline("no"), MODERATOR);
        request.apply(new Change.Archive(), OVERSEERR);
        assertThat(request.failureReason()).as("the phase goes by it").isEqualTo(FailureReason.DECLINED);
    }

    @Test
    void whatIsDeclinedIsNotRetried() {
        MediaRequest request = film();
        request.apply(new Change.Decline("no"), MODERATOR);
        assertThatThrownBy(() -> request.apply(new Change.Retry(), MODERATOR))
                .isInstanceOf(InvalidTransitionException.class);
    }

    @Test
    void allSeasonsAreFilledInOnce() {
        MediaRequest request =
                new MediaRequest(UUID.randomUUID(), new Title(MediaKind.TV, "1396"), known(), List.of(), true);
        request.apply(new Change.Approve(null), MODERATOR);
        request.expandSeasons(List.of(1, 2));
        request.expandSeasons(List.of(3));
        assertThat(request.seasons())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(1, MediaRequestStatus.APPROVED, 2, MediaRequestStatus.APPROVED));
    }

    private static MediaRequest film() {
        return new MediaRequest(UUID.randomUUID(), new Title(MediaKind.MOVIE, "603"), known(), List.of(), false);
    }

    private static MediaRequest series(Integer... seasons) {
        return new MediaRequest(UUID.randomUUID(), new Title(MediaKind.TV, "1396"), known(), List.of(seasons), false);
    }

    private static KnownTitle known() {
        return new KnownTitle("The Matrix", true, 1999, null);
    }
}
