#include "verify/verify_bundle.h"

#include "verify/bundle_list.h"
#include "verify/bundle_paths.h"
#include "verify/list_note.h"
#include "verify/log_check.h"
#include "verify/replay.h"
#include "verify/tables_check.h"
#include "verify/tree_check.h"
#include "verify/withheld.h"

#include <fmt/format.h>

#include <algorithm>

namespace recanvass::verify {
namespace {

constexpr std::uint64_t kListBytesMost = std::uint64_t{1} << 28;
constexpr std::uint64_t kNoteBytesMost = std::uint64_t{1} << 20;
constexpr std::uint64_t kWithheldBytesMost = std::uint64_t{1} << 32;
constexpr std::size_t kCellsMost = 50'000'000;

base::Problem request_problem(const char* cause, const std::string& where, std::string found,
                              std::string wanted, std::string mend) {
  return {cause, {where, 0, ""}, std::move(found), std::move(wanted), std::move(mend)};
}

// One examination: what was read so far and what follows from it.
class Examination {
 public:
  Examination(const VerifyRequest& request, const BundleFolder& folder, base::Executor& executor)
      : request_(request), folder_(folder), executor_(executor) {}

  Verdict run(const std::optional<SignedCheckpoint>& earlier) {
    read_list();
    read_note();
    read_ledger();
    check_ends(earlier);
    Verdict verdict;
    verdict.folder = request_.folder;
    verdict.program = request_.program;
    verdict.made_by = list_.program;
    verdict.origin = pinned_.origin;
    verdict.size = pinned_.size;
    verdict.root = root_text();
    verdict.is_rehearsal = record_.training;
    verdict.unknown_kinds = record_.unknown_kinds;
    verdict.checks = book_.take();
    return verdict;
  }

 private:
  void read_list() {
    const auto bytes = folder_.read("bundle.json", kListBytesMost);
    auto list = bytes ? parse_bundle_list(*bytes) : base::Result<BundleList>(bytes.problems());
    if (!list) {
      for (const base::Problem& problem : list.problems()) {
        const std::string member =
            problem.place.column.empty() ? "" : " (" + problem.place.column + ")";
        book_.fault(CheckId::V1, {fmt::format("bundle.json{}: found {}; wanted {}", member,
                                              problem.found, problem.wanted),
                                  "bundle.json"});
      }
      book_.done(CheckId::V1, "the other files have no list to be compared with");
      return;
    }
    list_bytes_ = *bytes;
    list_ = std::move(list).value();
    check_files(folder_, list_, executor_, book_);
  }

  void read_note() {
    const auto bytes = folder_.read("checkpoint", kNoteBytesMost);
    auto note = bytes ? read_checkpoint(*bytes) : base::Result<SignedCheckpoint>(bytes.problems());
    if (note) {
      note_ = std::move(note).value();
      pinned_ = note_->checkpoint;
      if (list_bytes_ && (list_.origin != pinned_.origin || list_.size != pinned_.size ||
                          list_.root != root_text())) {
        book_.fault(CheckId::V1,
                    {"bundle.json is of another checkpoint than the one beside it", "bundle.json"});
      }
      return;
    }
    const base::Problem& problem = note.problems().front();
    book_.fault(CheckId::V2,
                {fmt::format("checkpoint: found {}; wanted {}", problem.found, problem.wanted),
                 "checkpoint"});
    // What bundle.json claims stands in, so that the entries can be examined all the same.
    pinned_.origin = list_.origin;
    pinned_.size = list_.size;
    const auto root = ledger::from_base64(list_.root);
    if (root && root->size() == pinned_.root.size()) {
      std::copy(root->begin(), root->end(), pinned_.root.begin());
    }
  }

  std::vector<WithheldRow> read_withheld() {
    const auto bytes = folder_.read("public/withheld.csv", kWithheldBytesMost);
    auto rows =
        bytes ? parse_withheld(*bytes) : base::Result<std::vector<WithheldRow>>(bytes.problems());
    if (rows) return std::move(rows).value();
    const base::Problem& problem = rows.problems().front();
    book_.fault(CheckId::V18, {fmt::format("public/withheld.csv: found {}; wanted {}",
                                           problem.found, problem.wanted),
                               "public/withheld.csv"});
    return {};
  }

  void read_ledger() {
    take_groups(list_.groups, record_);
    WithheldCheck withheld(read_withheld(), book_);
    ReceiptCheck receipts(request_.receipts);
    const std::uint64_t readable = std::min(pinned_.size, entries_possible(folder_));
    read_entries(folder_, pinned_.origin, readable, executor_,
                 [&](std::uint64_t position, ReadEntry& entry) {
                   tree_check_.take(position, entry);
                   receipts.take(position, entry);
                   const WithheldRow* row =
                       withheld.take(position, entry.state == ReadEntry::State::Withheld);
                   Replay replay{record_, book_, tree_check_.tree(), tree_check_.is_whole()};
                   if (row != nullptr) replay_withheld(replay, *row);
                   replay_entry(replay, position, std::move(entry));
                 });
    tree_check_.conclude(folder_, pinned_.size, pinned_.root, book_);
    withheld.conclude(record_, list_);
    const HashTree* tree = tree_check_.is_whole() ? &tree_check_.tree() : nullptr;
    receipts.conclude(tree, pinned_.root, book_);
    const bool size_is_known = tree != nullptr && tree->size() == pinned_.size;
    check_paths(folder_, list_bytes_ ? &list_ : nullptr,
                size_is_known ? std::optional(pinned_.size) : std::nullopt, book_);
    if (list_bytes_) check_attached(folder_, list_, record_.files, book_);
    check_figures(withheld.rows());
  }

  void check_figures(const std::vector<WithheldRow>& rows) {
    Replay replay{record_, book_, tree_check_.tree(), tree_check_.is_whole()};
    const Reviews reviews = review_counted(record_, executor_);
    conclude_replay(replay, reviews);
    if (record_.units.size() * record_.choices.size() > kCellsMost) {
      book_.not_checked(CheckId::V10, "there are more units and choices than any election has");
      return;
    }
    const BundleHead head{list_.program, pinned_.origin, pinned_.size, root_text()};
    check_tables(folder_, facts_of(record_, head, list_, rows, reviews), request_.program,
                 executor_, book_);
  }

  void check_ends(const std::optional<SignedCheckpoint>& earlier) {
    if (note_) {
      check_log(*note_, request_.log_key, record_, book_);
      check_witnesses(*note_, request_.witness_keys, record_, book_);
    } else {
      book_.not_checked(CheckId::V3, "the checkpoint cannot be read");
    }
    const HashTree* tree = tree_check_.is_whole() ? &tree_check_.tree() : nullptr;
    check_earlier(earlier, pinned_, request_.log_key, tree, book_);
    if (list_bytes_) {
      check_list_note(folder_, pinned_, *list_bytes_, list_, request_.log_key, book_);
    } else {
      book_.not_checked(CheckId::V20, "bundle.json cannot be read");
    }
  }

  [[nodiscard]] std::string root_text() const {
    return ledger::base64(
        {reinterpret_cast<const char*>(pinned_.root.data()), pinned_.root.size()});
  }

  const VerifyRequest& request_;
  const BundleFolder& folder_;
  base::Executor& executor_;
  CheckBook book_;
  std::optional<std::string> list_bytes_;  // of a bundle.json that can be read
  BundleList list_;
  std::optional<SignedCheckpoint> note_;
  ledger::Checkpoint pinned_;  // what the entries are compared with
  TreeCheck tree_check_;
  Record record_;
};

base::Problems request_problems(const VerifyRequest& request) {
  base::Problems problems;
  for (const std::string& code : request.receipts) {
    if (parse_receipt(code)) continue;
    problems.push_back(request_problem("verify.receipt", "--receipt", "\"" + code + "\"",
                                       "a receipt: eight characters",
                                       "Type it as it was printed; O and 0 are the same."));
  }
  return problems;
}

}  // namespace

base::Result<Verdict> verify_bundle(const VerifyRequest& request, base::Executor& executor) {
  base::Problems problems = request_problems(request);
  std::optional<SignedCheckpoint> earlier;
  if (request.since) {
    auto read = read_checkpoint(*request.since);
    if (read) {
      earlier = std::move(read).value();
    } else {
      problems.push_back(request_problem("verify.since", "--since", "something else",
                                         "a checkpoint: a signed note",
                                         "Give the file `checkpoint` of an earlier folder."));
    }
  }
  const auto folder = BundleFolder::open(request.folder);
  if (!folder) {
    problems.insert(problems.end(), folder.problems().begin(), folder.problems().end());
  } else if (!folder->has("bundle.json") && !folder->has("checkpoint")) {
    problems.push_back(request_problem(
        "verify.not-a-bundle", request.folder, "neither bundle.json nor checkpoint",
        "a folder made by recanvass publish", "Name the folder that holds bundle.json."));
  }
  if (!problems.empty()) return problems;
  return Examination(request, *folder, executor).run(earlier);
}

}  // namespace recanvass::verify
