// Numbers, times and lists as sentences of the law's answers write them, and the logic of verdicts.
// Used inside law/ only; figures as such: base/figures.h.
#pragma once

#include "base/date.h"
#include "base/figures.h"
#include "base/rational.h"
#include "law/answer.h"

#include <cstdint>
#include <string>
#include <vector>

namespace recanvass::law {

using base::grouped;

[[nodiscard]] std::string ordinal(std::int64_t number);  ///< "third", "17th"
[[nodiscard]] std::string clock_words(base::TimeOfDay time);  ///< "5 pm", "noon", "8:30 am"
/// "a, b or c"
[[nodiscard]] std::string listed(const std::vector<std::string>& items, const std::string& last);
/// Share of `part` in `whole` in percent, rounded to four decimals, or to as many more (at most
/// twelve) as put it on the side of `limit` that it is on: "0.7601%", "0.100048%". @pre whole > 0.
[[nodiscard]] std::string share_text(std::int64_t part, const base::Rational& whole,
                                     const base::Rational& limit);
/// Whether four decimals do not show on which side of `limit` the share is.
[[nodiscard]] bool needs_more_digits(std::int64_t part, const base::Rational& whole,
                                     const base::Rational& limit);

[[nodiscard]] Verdict both(Verdict left, Verdict right);  ///< No if one is No, Yes if both are
[[nodiscard]] Verdict either(Verdict left,
                             Verdict right);  ///< Yes if one is Yes, No if both are No
[[nodiscard]] Verdict verdict_of(bool holds);

}  // namespace recanvass::law
