#include "cases/decide_parts.h"

// Moves on the steps of a process.

namespace yiwang {

Done act(Draft&, const CompleteActivity&) { return refuse(Reason::unavailable); }
Done act(Draft&, const SendBack&) { return refuse(Reason::unavailable); }
Done act(Draft&, const Jump&) { return refuse(Reason::unavailable); }
Done act(Draft&, const AddSigner&) { return refuse(Reason::unavailable); }
Done act(Draft&, const RemoveSigner&) { return refuse(Reason::unavailable); }
Done act(Draft&, const Delegate&) { return refuse(Reason::unavailable); }
Done act(Draft&, const Transfer&) { return refuse(Reason::unavailable); }
Done act(Draft&, const Withdraw&) { return refuse(Reason::unavailable); }
Done act(Draft&, const Retry&) { return refuse(Reason::unavailable); }
Done act(Draft&, const Skip&) { return refuse(Reason::unavailable); }

}  // namespace yiwang
