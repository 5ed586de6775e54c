// The sentences in which one place of an assessment is told, the same on a terminal and on a page.
// Shown by assess_text.h and assess_page.h; the answers themselves are recount/assessment.h.
#pragma once

#include "recount/assessment.h"

#include <string>
#include <vector>

namespace recanvass::report {

/// A question and its answer.
struct AnswerLine {
  std::string question;
  std::string answer;
};

/// "As known on Fri 25 Nov 2016. Asks: Jill Stein. Law of 8 Nov 2016."
/// Without the law's day where no place has a law.
[[nodiscard]] std::string asked_words(const recount::Assessment& assessment);

/// "Donald J. Trump leads Hillary Clinton by 22,177 votes, 0.745% of all votes (press figure)"
[[nodiscard]] std::string standing_words(const election::Contest& contest,
                                         const recount::PlaceAssessment& place);

/// "0.745%" of all votes, whatever a rule's own denominator is; empty when they are not known.
[[nodiscard]] std::string share_words(const election::Standing& standing);

/// "Yes", "No", "Unknown"
[[nodiscard]] std::string verdict_word(law::Verdict verdict);

/// "Today, Fri 25 Nov 2016, 17:00"
[[nodiscard]] std::string deadline_status_words(const law::Deadline& deadline);

/// The questions of a place: whether it was recounted (left out where it was not), petition,
/// deadline, price (left out where there is nothing to say), what is needed, automatic, law.
/// Without a law, what is needed alone.
[[nodiscard]] std::vector<AnswerLine> short_answers(const election::Contest& contest,
                                                    const recount::PlaceAssessment& place);

/// Everything else that the law and the package say of the place. @pre the place has an answer.
[[nodiscard]] std::vector<AnswerLine> further_answers(const recount::PlaceAssessment& place);

/// What is not known of a place, its own sentences and the law's.
[[nodiscard]] std::vector<std::string> unknown_of(const recount::PlaceAssessment& place);

/// What the answer rests on, likewise.
[[nodiscard]] std::vector<std::string> cautions_of(const recount::PlaceAssessment& place);

/// Some figure of the place is a press figure, rounded or unconfirmed.
[[nodiscard]] bool is_provisional(const election::Standing& standing);

}  // namespace recanvass::report
