#include "base/fuzz.h"
#include "formats/fuzz.h"
#include "formats/statute_reader.h"
#include "law/knowledge.h"

namespace recanvass::formats {

void fuzz_statutes(std::string_view bytes) {
  const auto read = read_statutes(bytes, "us-wi/recount.toml");
  if (!read) return base::check_refusal(read.problems());
  const law::KnowledgeBase law(*read, law::BusinessCalendars{});
}

}  // namespace recanvass::formats
