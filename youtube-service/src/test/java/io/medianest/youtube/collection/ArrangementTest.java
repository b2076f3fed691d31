package io.medianest.youtube.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.medianest.youtube.collection.Arrangement.Move;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ArrangementTest {

    @Test
    void nothingMovesIfAllIsInOrder() {
        assertThat(Arrangement.moves(List.of(9L, 1L, 7L, 2L, 3L), List.of(1L, 2L, 3L)))
                .isEmpty();
        assertThat(Arrangement.moves(List.of(), List.of())).isEmpty();
    }

    @Test
    void theOneThatIsWrongMoves() {
        assertThat(Arrangement.moves(List.of(4L, 1L, 2L, 3L), List.of(1L, 2L, 3L, 4L)))
                .containsExactly(new Move(4, 3L));
        assertThat(Arrangement.moves(List.of(2L, 3L, 1L), List.of(1L, 2L, 3L))).containsExactly(new Move(1, null));
    }

    @RepeatedTest(50)
    void anyOrderIsReachedAndWhatIsNotWantedKeepsItsOrder(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Long> current = new ArrayList<>(
                LongStream.range(0, 1 + random.nextInt(40)).boxed().toList());
        Collections.shuffle(current, random);
        List<Long> wanted = new ArrayList<>(
                current.stream().filter(item -> random.nextInt(4) > 0).toList());
        Collections.shuffle(wanted, random);

        List<Long> arranged = new ArrayList<>(current);
        for (Move move : Arrangement.moves(current, wanted)) {
            arranged.remove(Long.valueOf(move.item()));
            arranged.add(move.after() == null ? 0 : arranged.indexOf(move.after()) + 1, move.item());
        }

        assertThat(arranged.stream().filter(wanted::contains)).containsExactlyElementsOf(wanted);
        assertThat(arranged.stream().filter(item -> !wanted.contains(item)))
                .containsExactlyElementsOf(
                        current.stream().filter(item -> !wanted.contains(item)).toList());
    }
}
