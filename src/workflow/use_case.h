// A use case: who may do it, which fields it takes, whether it may happen now, and what it changes.
// Each stands in its own file, NAME.cpp, and registers in workflow/use_cases.cpp; the same table
// gives the commands' help and documentation.
#pragma once

#include "base/result.h"
#include "workflow/command.h"
#include "workflow/event.h"
#include "workflow/roles.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recanvass::workflow {

struct Operation;

/// Some acts weaken what was promised and need a second person before they take effect.
enum class Persons { One, Two };

struct UseCase {
  std::string kind;  ///< "tally.enter": the command and the entry it becomes
  std::string summary;  ///< one sentence
  std::vector<Role> roles;
  Persons persons = Persons::One;
  std::vector<Field> fields;

  /// How many this very act takes, where that depends on the state, on who asks or on what is
  /// asked. Pure. Null: as `persons` says.
  Persons (*persons_of)(const Operation&, const std::string& author,
                        const base::Json& body) = nullptr;
  std::string two_when{};  ///< with persons_of: when it takes two, for help: "once there are ..."

  /// What speaks against this account as the second person of an act that waits, besides its role
  /// and its place. Pure. Null: nothing.
  base::Problems (*decide_second)(const Operation&, const Event& act,
                                  const std::string& second) = nullptr;

  /// Everything that speaks against doing it now; empty: it may be done. Pure. The fields were
  /// checked, the author is known and has a role.
  base::Problems (*decide)(const Operation&, const Command&) = nullptr;

  /// What the program itself found when it decided, such as the rule of law that decides. It is
  /// kept in the entry as the body's member "found", so that state rests on the ledger and not on
  /// the law's data of a later day. Pure; asked only when `decide` found nothing. Null: nothing.
  base::Json (*find)(const Operation&, const Command&) = nullptr;

  /// The position of an entry that says the same already: the same author, the same figures. Then
  /// nothing is appended and the first receipt is given again. Null: only the key decides.
  std::optional<std::uint64_t> (*repeats)(const Operation&, const Command&) = nullptr;

  /// What it changes. Pure, never fails: what decide let through can be applied for ever.
  void (*apply)(Operation&, const Event&) = nullptr;
};

/// One problem of a decision, without a place: the engine adds file and row.
[[nodiscard]] base::Problem refusal(std::string cause, std::string found, std::string wanted,
                                    std::string mend);

/// How many persons an act of this use case takes now.
[[nodiscard]] Persons persons_for(const UseCase& use_case, const Operation& operation,
                                  const std::string& author, const base::Json& body);

/// All use cases, in the order of the operation. Built once.
[[nodiscard]] const std::vector<UseCase>& use_cases();

/// Null when there is none.
[[nodiscard]] const UseCase* use_case_named(const std::string& kind);

}  // namespace recanvass::workflow
