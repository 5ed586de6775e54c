// The parts from which brief_answers.h is made: one function a question, and the small words they
// share. Nothing outside this folder needs it.
#pragma once

#include "report/brief_answers.h"
#include "report/briefing.h"

#include <string>
#include <vector>

namespace recanvass::report {

using Sentences = std::vector<Sentence>;

[[nodiscard]] Sentences answer_states(const Briefing& briefing);
[[nodiscard]] Sentences answer_questions(const Briefing& briefing);
[[nodiscard]] Sentences answer_money(const Briefing& briefing);
[[nodiscard]] Sentences answer_deadlines(const Briefing& briefing);
[[nodiscard]] Sentences answer_change(const Briefing& briefing);
[[nodiscard]] Sentences answer_flip(const Briefing& briefing);
[[nodiscard]] Sentences answer_paper(const Briefing& briefing);

/// Those that are told one by one: in focus, or the first twelve when none is.
[[nodiscard]] std::vector<const BriefState*> told_states(const Briefing& briefing);
/// The others, in the briefing's order.
[[nodiscard]] std::vector<const BriefState*> other_states(const Briefing& briefing);

[[nodiscard]] Evidence evidence_of(const BriefFigure& figure);
[[nodiscard]] Evidence evidence_of(const BriefLaw& law);
[[nodiscard]] Evidence public_record(const std::string& source);
[[nodiscard]] Evidence method_of(const std::string& method);
[[nodiscard]] std::vector<Mark> marks_of(const BriefFigure& figure);
[[nodiscard]] std::vector<Mark> marks_of(const BriefLaw& law);

/// "22,177 votes", "about 27,000 votes" when rounded. @pre the margin is known.
[[nodiscard]] std::string margin_words(const BriefFigure& figure);
/// "original canvass, reported, known on 25 November 2016"
[[nodiscard]] std::string standing_words(const BriefFigure& figure);
/// `text` with a full stop at its end, unless it ends in one of .!?
[[nodiscard]] std::string full_stop(std::string text);

enum class HappeningPart {
  Done,   ///< what officials and courts did: the first answer
  Asked,  ///< who asked and who paid: the third
};
/// Adds the happenings of one part in a state's place (once, where several contests share it), or
/// with no state those of every other place.
void add_happenings(const Briefing& briefing, const BriefState* state, HappeningPart part,
                    Sentences& out);

}  // namespace recanvass::report
