// The law's own later stage: after all was counted again by machine, some laws have ballots counted
// by hand, where the lead is small enough (Florida, Washington) or a party asks for it.
#pragma once

#include "workflow/operation.h"

#include <string>

namespace recanvass::workflow {

/// Whether it may begin, and in which words.
struct LaterStage {
  bool may_begin = false;
  std::string words;  ///< the law's, with the figures counted; why not, where it may not
};

/// Of a law that has ballots run through tabulators. It may begin when every unit that is counted
/// again has its figures by machine (a unit that was reopened keeps them) and either the law asks
/// for it at those figures, or it leaves it to who asks and a petition stands.
/// @return words empty where the law has no later stage
[[nodiscard]] LaterStage later_stage(const Operation& operation);

}  // namespace recanvass::workflow
