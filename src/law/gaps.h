// What the knowledge base does not know of itself: rules kept in words, low confidence, fields
// never seen; and what must hold of it as a whole. Shown by `recanvass law --check`.
#pragma once

#include "base/problem.h"
#include "law/knowledge.h"

#include <string>
#include <string_view>
#include <vector>

namespace recanvass::law {

enum class GapKind { Words, Confidence, NotKnown, FromMemory, Dates };

/// One thing that a statute's entry leaves open.
struct Gap {
  GapKind kind = GapKind::Words;
  std::string statute_id;
  std::string what;
};

/// Every gap of a statute, in the order of GapKind.
[[nodiscard]] std::vector<Gap> gaps_of(const RecountStatute& statute);

/// Days for which no rule of a jurisdiction is known, between its first and its last.
[[nodiscard]] std::vector<Gap> gaps_between(const KnowledgeBase& base);

/// What must hold and does not: 50 states and DC, each with one rule on 8 November 2016 and one
/// without a known end, and a calendar of its own. Empty when sound.
/// Causes: law.jurisdictions, law.2016, law.latest, law.calendar.
[[nodiscard]] base::Problems faults_of(const KnowledgeBase& base);

/// "us-al" to "us-wy", 51 of them, in order.
[[nodiscard]] const std::vector<std::string>& jurisdiction_ids();

/// The state of "us-wi", "us-me-1" or "us-wi-dane": "us-wi", "us-me". States, the District of
/// Columbia and the five territories, of which the knowledge base has no law; empty for anything
/// else, capital letters included.
[[nodiscard]] std::string state_of(std::string_view jurisdiction);

[[nodiscard]] std::string name_of(GapKind kind);  ///< "words", "confidence", ...

}  // namespace recanvass::law
