// The engine of an operation: takes commands, decides them against the state, signs what is
// accepted, appends it, and answers each with a receipt once it is durable. The state is folded
// from the ledger whenever the engine starts; other processes may append to the same ledger.
// Next: workflow/submit.h for files of commands, workflow/election.h for where a ledger is.
#pragma once

#include "ledger/merkle.h"
#include "ledger/note.h"
#include "store/storage.h"
#include "workflow/fold.h"
#include "workflow/keyring.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace recanvass::workflow {

/// A command and where it was written.
struct Submission {
  Command command;
  std::string file;
  std::int64_t row = 0;    ///< 1-based line
  std::size_t stream = 0;  ///< commands of one stream are decided in the order given
};

enum class Standing {
  Accepted,  ///< durable, for the first time
  Repeated,  ///< was accepted before: the first receipt is given again
  Refused,   ///< nothing changed
  NotTried,  ///< an earlier command of its stream was refused
};

struct Answer {
  Standing standing = Standing::NotTried;
  std::uint64_t position = 0;         ///< Accepted, Repeated
  std::string receipt;                ///< Accepted, Repeated: eight characters
  std::vector<std::string> warnings;  ///< sentences; the command was accepted all the same
  base::Problems problems;            ///< Refused: with file and row
  bool waits_for_second = false;      ///< Accepted: it takes effect when another person approves
};

[[nodiscard]] std::string name_of(Standing standing);

enum class AfterRefusal { GoOn, StopStream };

/// How far outside witnesses have followed.
struct WitnessStanding {
  std::uint64_t entries_witnessed = 0;
  std::uint64_t entries_unwitnessed = 0;
  std::string unwitnessed_since;  ///< claimed time of the first entry without a witness
};

/// One process's view of one ledger. Used by one thread.
class Engine {
 public:
  /// Reads the whole ledger: every entry is compared with its hash, and the root with the
  /// checkpoints that were kept and signed. Every entry that no checkpoint of a known key covers,
  /// and that was not looked at here before, is compared with its author's signature and key.
  /// Without a keyring the engine only reads.
  /// @param keys  outlives the engine; null: none. @param law  outlives the engine.
  /// Causes: store.* (store.entry-damaged names the entry), entry.* (entry.signature),
  /// command.kind, fold.found, fold.form.
  static base::Result<std::unique_ptr<Engine>> open(std::unique_ptr<store::Storage> storage,
                                                    Keyring* keys, const law::KnowledgeBase& law);

  /// The state after all entries that this process has seen.
  [[nodiscard]] const Operation& operation() const { return operation_; }
  [[nodiscard]] store::Storage& storage() { return *storage_; }

  /// Gives the state away. Nothing more may be asked of the engine.
  [[nodiscard]] Operation take_operation() { return std::move(operation_); }

  /// Decides the commands in order, appends what is accepted as one durable group, and answers each
  /// in its place. No command is answered as accepted before it is durable; when saving fails, all
  /// of the group are refused with the reason, and the same keys may be sent again. Whoever has not
  /// the author's private key is told that alone, whatever else is right or wrong.
  /// Causes of refusals: key.absent, key.differs before all others; those of decide; key.reused,
  /// command.too-long, file.absent, log.rolled-back; store.*.
  std::vector<Answer> accept(std::span<const Submission> group, AfterRefusal after_refusal);

  /// Takes in what other processes appended. Causes: as open's.
  base::Result<store::Done> catch_up();

  /// Signs a checkpoint of all entries with the ledger's own key and keeps it, unless there is one.
  /// Makes that key when the ledger never had a checkpoint. Whoever has not that key keeps in the
  /// keyring how far signatures were looked at. Causes: key.*, log.rolled-back, log.key, store.*.
  base::Result<store::Done> keep_checkpoint();

  /// log.rolled-back: the ledger is shorter than, or another than, one that was signed, and no
  /// rollback.record says so.
  [[nodiscard]] const std::optional<base::Problem>& rolled_back() const { return rolled_back_; }

  /// The root of all entries.
  [[nodiscard]] ledger::Hash root() const { return tree_.root(); }
  base::Result<WitnessStanding> witness_standing();

 private:
  struct Prepared;
  struct Round;
  struct SignedBefore;

  Engine(std::unique_ptr<store::Storage> storage, Keyring* keys, const law::KnowledgeBase& law);

  base::Result<store::Done> fold_to(std::uint64_t size);
  void take_in(const Event& event);
  void forget_state();
  base::Result<store::Done> look_for_rollback();
  base::Result<std::string> origin_of_store();
  base::Result<std::vector<SignedBefore>> signed_before(const std::string& origin);
  base::Result<std::vector<SignedBefore>> contradicted(const std::vector<SignedBefore>& earlier);
  base::Result<bool> extends(const ledger::Checkpoint& signed_before);
  [[nodiscard]] bool loss_is_recorded(const SignedBefore& before) const;

  void answer_repeated(Round& round);
  base::Problems key_problems(const Command& command);
  void prepare(Round& round);
  Prepared prepared(const Command& command, const std::string& origin);
  base::Result<std::vector<store::NewEntry>> decide_round(Round& round, std::uint64_t size);
  void decide_one(Round& round, std::size_t index);
  base::Problems refusals(const Command& command, Prepared& prepared);
  base::Problems file_refusals(const base::Json& body);
  void settle(Round& round, const base::Result<store::AppendOutcome>& outcome);
  std::optional<Answer> same_answer(const Command& command, const Round& round);
  std::optional<Answer> repeated_answer(const Submission& submission, const Round* round);
  base::Result<std::string> leaf_at(std::uint64_t position, const Round* round);
  base::Result<ledger::SigningKey> log_key(bool was_signed_before);
  void remember_checked();

  std::unique_ptr<store::Storage> storage_;
  Keyring* keys_;
  const law::KnowledgeBase& law_;
  Operation operation_;
  ledger::Frontier tree_;
  std::uint64_t covered_ = 0;  // entries whose signatures were looked at before they were folded
  bool state_is_ahead_ = false;  // of the ledger: a group was decided and not saved
  std::optional<base::Problem> rolled_back_;
};

/// The key by which an author's next entry must be signed: the account's, or for the entry that
/// founds the operation the one it states.
[[nodiscard]] std::optional<ledger::PublicKey> key_then(const Operation& operation,
                                                        const std::string& author,
                                                        const base::Json& body);

}  // namespace recanvass::workflow
