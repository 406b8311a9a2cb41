#pragma once

/*
 * Every operation once: the constant of its enum and its namespace, which is also its name in a graph. A new one
 * needs its line here, its header in build_table.h, its type in api.ts and its counterpart in engine/onnx.
 */
#define HINDCAST_OPERATIONS(X)  \
  X(kRnn, rnn)                  \
  X(kLstm, lstm)                \
  X(kGru, gru)                  \
  X(kDense, dense)              \
  X(kEmbedding, embedding)      \
  X(kQuery, query)              \
  X(kNorm, norm)                \
  X(kDropout, dropout)          \
  X(kActivation, activation)    \
  X(kAdd, add)                  \
  X(kConcat, concat)            \
  X(kPart, part)                \
  X(kLast, last)                \
  X(kStep, step)                \
  X(kChannel, channel)          \
  X(kRepeat, repeat)            \
  X(kReverse, reverse)          \
  X(kReshape, reshape)          \
  X(kMonotone, monotone)        \
  X(kTeach, teach)              \
  X(kSmooth, smooth)            \
  X(kDraw, draw)

namespace hindcast {

#define HINDCAST_CONSTANT(constant, name) constant,
enum class Op { HINDCAST_OPERATIONS(HINDCAST_CONSTANT) };
#undef HINDCAST_CONSTANT

#define HINDCAST_NAME(constant, name) #name,
constexpr const char* kOperationNames[] = {HINDCAST_OPERATIONS(HINDCAST_NAME)};
#undef HINDCAST_NAME

constexpr int kOperationCount = static_cast<int>(sizeof(kOperationNames) / sizeof(kOperationNames[0]));

}  // namespace hindcast
