// Probabilities as people read them: never more digits than the method has, and never a number
// where a model has nothing to say.
#pragma once

#include "outlook/mechanism.h"
#include "outlook/reference_class.h"

#include <string>

namespace recanvass::report {

/// "12%", "0.8%", "1 in 3,400", "below 1 in a million"; two digits. @pre 0 <= probability <= 1
[[nodiscard]] std::string chance_words(double probability);

/// "at most 12%", or "below 1 in a million". @pre 0 <= chance <= 1
[[nodiscard]] std::string at_most_words(double chance);

/// First layer: the chance with its 90 % interval, or why there is none.
[[nodiscard]] std::string class_words(const outlook::ClassAnswer& answer);

/// "2 of 24 recounts ... changed the outcome: ... at most 24% on average": the raw class; its exact
/// bound is one on the class's average and not on the contest, whose lead is the narrowest.
[[nodiscard]] std::string raw_class_words(const outlook::RawClass& raw);

/// Second layer: the share of draws, or "none in 100,000 draws" with the exact bound.
[[nodiscard]] std::string mechanism_words(const outlook::MechanismAnswer& answer);

}  // namespace recanvass::report
