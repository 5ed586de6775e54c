#include "workflow/flip.h"

#include "formats/reference_reader.h"

namespace recanvass::workflow {

base::Result<outlook::FlipOutlook> look_ahead(const election::Election& election,
                                              const outlook::FlipQuestion& question,
                                              base::Executor& executor) {
  return outlook::look_ahead(election, question, formats::reference_tables(), executor);
}

}  // namespace recanvass::workflow
