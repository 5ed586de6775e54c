// The form of an entry's body as folding reads it: each member of the type that its kind declares,
// what lists of records hold, and what the program itself found. A store that somebody else wrote
// may hold anything; what has another form is refused with its place before any state is changed.
// Asked by event_of (workflow/fold.h). The same members, for readers: operation-entries.md.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "workflow/use_case.h"

#include <string>
#include <vector>

namespace recanvass::workflow {

/// What a member of a record, or of what was found, may be.
enum class Form {
  Word,        ///< a text that is not empty
  Words,       ///< a text
  WordOrNull,  ///< a text or null
  Moment,      ///< a local time
  Number,      ///< whole, 0 or more
  Signed,      ///< whole
  Texts,       ///< a list of texts, perhaps of none
  Figures,     ///< a list of whole numbers, 0 or more, perhaps of none
  Votes,       ///< an object of names and numbers, perhaps of none
  Changes,     ///< the same, of either sign
  Sayings,     ///< an object of names and texts
  Record,      ///< an object of the members given
  Records,     ///< a list of such objects
};

enum class Presence { Always, Perhaps };

struct FormMember {
  std::string name;
  Form form = Form::Words;
  Presence presence = Presence::Always;
  std::vector<FormMember> members{};   ///< Record, Records
  std::vector<std::string> one_of{};   ///< Word: the words allowed; empty: any
};

/// What is inside a member that a use case declares as Record or Records; null: nothing is said.
[[nodiscard]] const FormMember* inside_of(const std::string& kind, const std::string& member);
/// What the program finds for a kind; null: nothing.
[[nodiscard]] const std::vector<FormMember>* found_form(const std::string& kind);

/// Everything in a body that folding could not read.
/// Causes: fold.form, each with the member as its column ("found.votes.a").
[[nodiscard]] base::Problems form_problems(const UseCase& use_case, const base::Json& body);

}  // namespace recanvass::workflow
