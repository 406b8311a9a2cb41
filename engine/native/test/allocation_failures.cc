/* The n-th allocation fails, for every n: a status says so, and the session works once there is memory again. */
#include "check.h"
#include "models.h"

namespace hindcast::test {
namespace {

/** Creation, training and prediction; the status of the first that fails. */
Status useAll(const ModelSpec& spec, const WindowSource& source, const Series& series,
              std::unique_ptr<Session>& session, float* outputs) {
  const Kernels& kernels = *availableKernels().front();
  if (Status s = Session::create(spec, kernels, session); s.failed()) return s;
  const WindowFeed feed(source, session->feedSizes(), series.order.data(), 40, true);
  const double rates[] = {0.01, 0.01};
  TrainResult result;
  if (Status s = session->train(feed, 20, rates, nullptr, result); s.failed()) return s;
  double loss = 0;
  if (Status s = session->evaluate(feed, 20, loss); s.failed()) return s;
  return session->predict(feed, 40, outputs);
}

}  // namespace

void testAllocationFailures() {
  const ModelSpec spec = everyOperation(Op::kLstm, 9, 5, 2);
  const Series series(9);
  const WindowSource source = series.source();
  std::vector<float> outputs(40 * kHorizon);
  bool failed = true;
  int count = 0;
  for (; failed; count++) {
    std::unique_ptr<Session> session;
    failAllocation(count);
    const Status status = useAll(spec, source, series, session, outputs.data());
    failed = allocationFailed();
    failAllocation(-1);
    expect(status.failed() == failed, "allocation " + std::to_string(count) + " fails with a status");
    expect(!status.failed() || !status.message().empty(), "a failure has a message");
    if (session != nullptr)
      expect(!trainedParameters(*session, series, 30, 2).empty(), "a session works when there is memory again");
  }
  expect(count > 50, "allocations are seen");
}

}  // namespace hindcast::test
